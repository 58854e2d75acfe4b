import Table from 'cli-table3'

/** One column: its head, and which side its cells stand on. */
export interface Column {
  readonly head: string
  readonly align?: 'left' | 'right'
}

const noBorders = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: '  ',
}

/** Rows as aligned columns, two spaces apart, without borders. Colours and wide characters keep the alignment. */
export function table(columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  const grid = new Table({
    head: columns.map((column) => column.head),
    colAligns: columns.map((column) => column.align ?? 'left'),
    chars: noBorders,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
  })
  grid.push(...rows.map((row) => [...row]))
  const lines = grid.toString().split('\n')
  return `${lines.map((line) => line.trimEnd()).join('\n')}\n`
}
