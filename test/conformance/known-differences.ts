/** Cases of the corpus in which we differ from the reference on purpose, by id, each with its reason. */
export const knownDifferences: Readonly<Record<string, string>> = {};
