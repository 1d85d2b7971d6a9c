import {
  createTheme,
  defaultVariantColorsResolver,
  type ActionIconProps,
  type ButtonProps,
  type CheckboxProps,
  type CloseButtonProps,
  type CSSVariablesResolver,
  type MantineColorsTuple,
  type MantineTheme,
  type MenuProps,
  type ModalProps,
  type NativeSelectProps,
  type PopoverProps,
  type RadioProps,
  type TooltipProps,
  type VariantColorsResolver,
} from '@mantine/core'

/** Neutral from paper to ink: primary actions are ink, so that colour is left to mean *flagged*. */
const ink: MantineColorsTuple = [
  '#f6f7f8',
  '#eceef0',
  '#dfe2e5',
  '#c9ced3',
  '#a3abb4',
  '#7b848d',
  '#5c646d',
  '#3c434a',
  '#1f2328',
  '#17191c',
]

/** The kit draws inputs, menus and lines of the dark scheme from this scale: ours, from text to page. */
const dark: MantineColorsTuple = [
  '#eceef0',
  '#b6bdc5',
  '#939ba4',
  '#7b848d',
  '#41474e',
  '#282c31',
  '#17191c',
  '#131517',
  '#0f1113',
  '#0b0c0e',
]

const variantColorResolver: VariantColorsResolver = (input) => {
  if (input.variant !== 'filled') return defaultVariantColorsResolver(input)
  return {
    background: 'var(--accent)',
    hover: 'var(--accent-hover)',
    color: 'var(--accent-ink)',
    border: '1px solid transparent',
  }
}

/** What a component of the kit is given where the page says nothing else. */
type Defaults<Props> = Partial<Props>

export const theme = createTheme({
  colors: { ink, dark },
  variantColorResolver,
  primaryColor: 'ink',
  primaryShade: { light: 8, dark: 1 },
  fontFamily: 'var(--font)',
  fontFamilyMonospace: 'var(--mono)',
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.25rem' },
  defaultRadius: 6,
  respectReducedMotion: true,
  focusRing: 'auto',
  cursorType: 'pointer',
  // Plain objects: naming the components themselves would load them all with the first screen.
  components: {
    Button: {
      defaultProps: { size: 'xs', variant: 'default' } satisfies Defaults<ButtonProps>,
      // The kit's smallest are below what a target has to be.
      vars: (_theme: MantineTheme, { size }: ButtonProps) => ({
        root: size === 'compact-xs' ? { '--button-height': 'var(--target)' } : {},
      }),
    },
    CloseButton: {
      vars: (_theme: MantineTheme, { size }: CloseButtonProps) => ({
        root: size === 'sm' ? { '--cb-size': 'var(--target)' } : {},
      }),
    },
    ActionIcon: {
      defaultProps: { size: 30, variant: 'subtle', color: 'gray' } satisfies Defaults<ActionIconProps>,
    },
    Checkbox: {
      defaultProps: {
        size: 'xs',
        color: 'var(--accent)',
        iconColor: 'var(--accent-ink)',
      } satisfies Defaults<CheckboxProps>,
    },
    Radio: {
      defaultProps: {
        color: 'var(--accent)',
        iconColor: 'var(--accent-ink)',
      } satisfies Defaults<RadioProps>,
    },
    NativeSelect: {
      defaultProps: { size: 'xs' } satisfies Defaults<NativeSelectProps>,
      styles: { input: { fontSize: 13, height: 30, minHeight: 30, textOverflow: 'ellipsis' } },
    },
    Menu: {
      defaultProps: {
        shadow: 'md',
        position: 'bottom-end',
        transitionProps: { duration: 80 },
      } satisfies Defaults<MenuProps>,
    },
    Popover: {
      defaultProps: {
        shadow: 'md',
        position: 'bottom-start',
        trapFocus: true,
        returnFocus: true,
        transitionProps: { duration: 80 },
      } satisfies Defaults<PopoverProps>,
    },
    Modal: {
      defaultProps: { centered: true, transitionProps: { duration: 80 } } satisfies Defaults<ModalProps>,
    },
    Tooltip: {
      defaultProps: {
        openDelay: 300,
        withArrow: false,
        multiline: true,
        maw: 320,
        fz: 'xs',
      } satisfies Defaults<TooltipProps>,
    },
  },
})

/** Hands our tokens to the kit, so that its surfaces, lines and text are ours in both schemes. */
export const cssVariables: CSSVariablesResolver = () => {
  const shared = {
    '--mantine-color-body': 'var(--surface)',
    '--mantine-color-text': 'var(--ink)',
    '--mantine-color-dimmed': 'var(--ink-faint)',
    '--mantine-color-default': 'var(--surface)',
    '--mantine-color-default-hover': 'var(--surface-hover)',
    '--mantine-color-default-color': 'var(--ink)',
    '--mantine-color-default-border': 'var(--line-strong)',
    '--mantine-color-placeholder': 'var(--ink-faint)',
    '--mantine-color-error': 'var(--ink)',
    '--mantine-primary-color-filled': 'var(--accent)',
    '--mantine-primary-color-filled-hover': 'var(--accent-hover)',
    '--mantine-primary-color-contrast': 'var(--accent-ink)',
  }
  return { variables: {}, light: shared, dark: shared }
}
