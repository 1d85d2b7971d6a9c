import './components/theme/kit.css'
import './components/theme/tokens.css'
import './components/theme/page.css'
import './components/controls/buttons.css'
import { MantineProvider } from '@mantine/core'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { cssVariables, theme } from './components/theme/theme.ts'

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no element with the id `root`.')
createRoot(root).render(
  <StrictMode>
    <MantineProvider theme={theme} defaultColorScheme="auto" cssVariablesResolver={cssVariables}>
      <App />
    </MantineProvider>
  </StrictMode>,
)
