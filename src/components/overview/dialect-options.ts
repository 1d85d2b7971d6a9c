import type { Encoding } from '../../analysis/settings.ts'

export const DELIMITERS = [
  { value: ',', label: 'Comma' },
  { value: ';', label: 'Semicolon' },
  { value: '\t', label: 'Tab' },
  { value: '|', label: 'Pipe' },
]
export const QUOTES = [
  { value: '"', label: 'Double quote "' },
  { value: "'", label: "Single quote '" },
  { value: '', label: 'None' },
]
export const ENCODINGS: readonly { readonly value: Encoding; readonly label: string }[] = [
  { value: 'utf-8', label: 'UTF-8' },
  { value: 'windows-1252', label: 'Windows-1252' },
  { value: 'utf-16le', label: 'UTF-16 LE' },
  { value: 'utf-16be', label: 'UTF-16 BE' },
]

export function nameOfDelimiter(delimiter: string): string {
  return DELIMITERS.find(({ value }) => value === delimiter)?.label ?? `Delimiter ${delimiter}`
}

export function nameOfEncoding(encoding: Encoding): string {
  return ENCODINGS.find(({ value }) => value === encoding)?.label ?? encoding
}
