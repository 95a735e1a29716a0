// What people say about a thing beside its figures: what it is called, and where the figures come from.

/** Kept with everything that an example or a file brings. `assumed`: true, or the names of the figures that are. */
export interface Provenance {
  readonly name?: string;
  readonly note?: string;
  readonly source?: string;
  readonly assumed?: true | readonly string[];
}

/** Name, note, source and what is assumed of a value, where it has them, and nothing else. */
export function provenanceOf(value: { readonly [Key in keyof Provenance]?: Provenance[Key] | undefined }): Provenance {
  return {
    ...(value.name === undefined ? {} : { name: value.name }),
    ...(value.note === undefined ? {} : { note: value.note }),
    ...(value.source === undefined ? {} : { source: value.source }),
    ...(value.assumed === undefined ? {} : { assumed: value.assumed }),
  };
}
