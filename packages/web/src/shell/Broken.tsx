// Pages that are not there, and pages that broke.

import { Link } from "@tanstack/react-router";
import { Notice, PageHead } from "../design/parts";
import { useWords } from "../words/useWords";
import { shellWords } from "./words";

export function NotFound() {
  const words = useWords(shellWords);
  return (
    <>
      <PageHead title={words.notFoundTitle} line={words.notFound} />
      <Link className="button" to="/">
        {words.toRegion}
      </Link>
    </>
  );
}

export function Broken({ error }: { readonly error: unknown }) {
  const words = useWords(shellWords);
  return (
    <>
      <PageHead title={words.faultTitle} />
      <Notice isFault>{error instanceof Error ? error.message : String(error)}</Notice>
    </>
  );
}
