import type { Part } from '../yaml/change.ts'
import type { Tag } from './tag.ts'

/** A program with tags in it, read far enough to put variables of the environment in their place. */
export interface Program {
  /**
   * Why a variable cannot stand for a tag, as a sentence without a full stop; nothing when it can.
   *
   * @param texts what the tag is known to stand for: where a variable would not do the same with one of them, the
   *   author means something else
   */
  refusal(tag: Tag, texts: readonly string[]): string | undefined
  /** What to write instead of tags, each with the name of its variable. None of them is refused. */
  write(names: ReadonlyMap<Tag, string>): readonly Part[]
}
