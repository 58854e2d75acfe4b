/**
 * JSON of an answer, of whichever shape was asked for: `any`, in this one place. `unknown` would want a cast at each of
 * some 300 places that look into an answer, and a cast checks nothing. A type that reads recursively makes every step
 * one that may be undefined, and the `?.` it asks for lets a test compare where it should stop: with `any`, a step
 * through a field that is missing throws. That answers have the shape that is promised is held by the tests that check
 * them against the description of the API.
 */
// biome-ignore lint/suspicious/noExplicitAny: see above.
export type Json = any
