// A device that scanned the code of the terminal gets its session here.

import { Link } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import { queryClient } from "../api/queries";
import { Notice, PageHead } from "../design/parts";
import { useWords } from "../words/useWords";
import { shellWords } from "./words";

/** The code stands behind the `#`, so that no log has it. It is sent once, and taken out of the address. */
export function JoinPage() {
  const words = useWords(shellWords);
  const [outcome, setOutcome] = useState<"joining" | "joined" | "joinFailed">("joining");
  const isAsked = useRef(false);
  useEffect(() => {
    if (isAsked.current) return;
    isAsked.current = true;
    const code = location.hash.slice(1);
    history.replaceState(null, "", location.pathname);
    void join(code).then(async (isJoined) => {
      await queryClient.invalidateQueries();
      setOutcome(isJoined ? "joined" : "joinFailed");
    });
  }, []);
  return (
    <>
      <PageHead title={words.joinTitle} />
      <Notice isFault={outcome === "joinFailed"}>{words[outcome]}</Notice>
      <p>
        <Link className="button" to="/">
          {words.toRegion}
        </Link>
      </p>
    </>
  );
}

const join = (code: string): Promise<boolean> =>
  fetch("/join", { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ code }) }).then(
    (answer) => answer.ok,
    () => false,
  );
