/**
 * How titles of one kind of work are put together. `{topic}` is what the work is about, `{Topic}` the same with a
 * capital; the other braces are drawn from the slots of the programme.
 */
export interface Kind {
  readonly story: readonly string[]
  readonly bug: readonly string[]
  readonly task: readonly string[]
  readonly subtask: readonly string[]
  readonly pull: readonly string[]
  /** What its descriptions say, whatever the form; left out, what the programme says of that form. */
  readonly sentences?: Paragraph
}

/** Sentences of a description, by the place they take; the braces are those of the title patterns. */
export interface Paragraph {
  readonly opening: readonly string[]
  readonly middle: readonly string[]
  readonly closing: readonly string[]
}

/** The vocabulary of a programme. */
export interface Words {
  /** What the braces in a pattern may stand for, apart from the topic. */
  readonly slots: Readonly<Record<string, readonly string[]>>
  /** What descriptions say. */
  readonly sentences: Readonly<Record<'story' | 'bug' | 'task' | 'epic' | 'pull', Paragraph>>
}
