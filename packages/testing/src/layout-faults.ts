/**
 * What is wrong with the layout of the page this runs in, a sentence each: a page or element wider than the window, text
 * outside the cell or card it belongs to, texts that lie over each other, text that is cut off. It runs in the browser, so
 * it names nothing outside itself.
 */
export function layoutFaults(): string[] {
  const faults: string[] = []
  const root = document.documentElement
  if (root.scrollWidth > window.innerWidth) faults.push(`The page is ${root.scrollWidth} px wide.`)

  const isHidden = (element: PageElement): boolean =>
    element.closest('thead, title, desc, head') !== null && window.innerWidth < 1000
  const nameOf = (element: PageElement): string =>
    `<${element.tagName.toLowerCase()} class="${element.getAttribute('class') ?? ''}"> “${(element.textContent ?? '').trim().slice(0, 40)}”`

  for (const element of document.body.querySelectorAll('*')) {
    if (isHidden(element)) continue
    const { left, right, width } = element.getBoundingClientRect()
    if (width > 0 && (left < -0.5 || right > window.innerWidth + 0.5)) {
      faults.push(`${nameOf(element)} reaches from ${Math.round(left)} to ${Math.round(right)} px.`)
    }
    const { overflowX, overflowY, textOverflow } = getComputedStyle(element)
    const cuts = overflowX !== 'visible' || overflowY !== 'visible' || textOverflow === 'ellipsis'
    const isCut = element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1
    if (cuts && isCut && element.closest('svg') === null) faults.push(`${nameOf(element)} is cut off.`)
  }

  const texts: { readonly words: string; readonly box: Box; readonly owner: PageElement }[] = []
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const owner = node.parentElement
    const words = (node.textContent ?? '').trim()
    if (owner === null || words === '' || isHidden(owner) || owner.closest('svg, style') !== null) continue
    const range = document.createRange()
    range.selectNodeContents(node)
    const frame = (owner.closest('td, th, .card, p, h1, h2, h3') ?? document.body).getBoundingClientRect()
    for (const box of range.getClientRects()) {
      texts.push({ words: words.slice(0, 40), box, owner })
      if (box.left < frame.left - 1 || box.right > frame.right + 1)
        faults.push(`“${words.slice(0, 40)}” leaves its frame.`)
    }
  }
  texts.sort((one, other) => one.box.top - other.box.top)
  for (const [index, one] of texts.entries()) {
    for (let next = index + 1; next < texts.length; next += 1) {
      const other = texts[next]
      if (other === undefined || other.box.top > one.box.bottom) break
      const width = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left)
      const height = one.box.bottom - other.box.top
      // Lines of one text touch where its line height is small.
      if (one.owner !== other.owner && width > 1 && height > 4)
        faults.push(`“${one.words}” lies over “${other.words}”.`)
    }
  }
  return faults
}

// What the function uses of a browser. The library of all of it would replace Node's own types in every package.
declare const document: {
  readonly documentElement: PageElement
  readonly body: PageElement & { querySelectorAll(selector: string): Iterable<PageElement> }
  createTreeWalker(root: PageElement, show: number): { nextNode(): PageNode | null }
  createRange(): { selectNodeContents(node: PageNode): void; getClientRects(): Iterable<Box> }
}
declare const window: { readonly innerWidth: number }
declare const NodeFilter: { readonly SHOW_TEXT: number }
declare function getComputedStyle(element: PageElement): {
  readonly overflowX: string
  readonly overflowY: string
  readonly textOverflow: string
}

interface PageNode {
  readonly textContent: string | null
  readonly parentElement: PageElement | null
}

interface PageElement extends PageNode {
  readonly tagName: string
  readonly scrollWidth: number
  readonly scrollHeight: number
  readonly clientWidth: number
  readonly clientHeight: number
  closest(selector: string): PageElement | null
  getAttribute(name: string): string | null
  getBoundingClientRect(): Box
}

interface Box {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
  readonly width: number
}
