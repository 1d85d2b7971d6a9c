import { useEffect, useState } from 'react'
import { takeFiles, takePaste } from '../../state/incoming.ts'

/** Takes files dropped anywhere on the page and rows pasted outside a field; covers the page while dragging. */
export function DropOverlay() {
  const [dragging, setDragging] = useState(false)

  useEffect(() => {
    // Each element passed enters and leaves; the drag is over when as many were left as entered.
    let depth = 0
    const over = (event: DragEvent) => {
      if (!bringsFiles(event)) return
      event.preventDefault()
      if (event.dataTransfer) event.dataTransfer.dropEffect = 'copy'
    }
    const enter = (event: DragEvent) => {
      if (!bringsFiles(event)) return
      depth++
      setDragging(true)
    }
    const leave = (event: DragEvent) => {
      if (!bringsFiles(event)) return
      depth = Math.max(0, depth - 1)
      if (depth === 0) setDragging(false)
    }
    const drop = (event: DragEvent) => {
      depth = 0
      setDragging(false)
      const files = [...(event.dataTransfer?.files ?? [])]
      if (files.length === 0) return
      event.preventDefault()
      void takeFiles(files)
    }
    const paste = (event: ClipboardEvent) => {
      if (inField(event.target) || !event.clipboardData) return
      const files = [...event.clipboardData.files]
      if (files.length > 0) void takeFiles(files)
      else void takePaste(event.clipboardData.getData('text/plain'))
    }
    window.addEventListener('dragover', over)
    window.addEventListener('dragenter', enter)
    window.addEventListener('dragleave', leave)
    window.addEventListener('drop', drop)
    window.addEventListener('paste', paste)
    return () => {
      window.removeEventListener('dragover', over)
      window.removeEventListener('dragenter', enter)
      window.removeEventListener('dragleave', leave)
      window.removeEventListener('drop', drop)
      window.removeEventListener('paste', paste)
    }
  }, [])

  if (!dragging) return null
  return (
    <div className="drop-overlay">
      <div className="drop-overlay__frame">Drop to open</div>
    </div>
  )
}

function bringsFiles(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes('Files') ?? false
}

function inField(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.closest('input:not([type=file]), textarea, select, [contenteditable]') !== null
  )
}
