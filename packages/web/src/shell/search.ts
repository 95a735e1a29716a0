// What stands behind the question mark of an address.

/** Empty texts do not stand in the address. */
export const withoutEmpty = <Search extends Record<string, string | undefined>>(search: Search): Search =>
  Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined && value !== "")) as Search;
