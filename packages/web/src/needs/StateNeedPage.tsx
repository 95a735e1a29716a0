// The form in which anybody states a need.

import { useNavigate, useSearch } from "@tanstack/react-router";
import { type FormEvent, useEffect, useState } from "react";
import { uuidv7 } from "uuidv7";
import { document } from "../api/document";
import type { StateNeedMutation, StateNeedMutationVariables } from "../api/generated";
import { queryClient } from "../api/queries";
import { ApiError, request } from "../api/request";
import { Loading, Notice, PageHead, ReadFault } from "../design/parts";
import { useRegion } from "../shell/useRegion";
import { useWords } from "../words/useWords";
import { dropDraft, fieldOf, type NeedDraft, storeDraft, storedDraft } from "./draft";
import { type FieldFault, missingIn } from "./missing";
import { NeedFields } from "./NeedFields";
import "./needs.css";
import text from "./stateNeed.graphql?raw";
import { needWords } from "./words";

const stateNeed = document<StateNeedMutation, StateNeedMutationVariables>(text);

export function StateNeedPage() {
  const words = useWords(needWords);
  const head = useRegion();
  if (head === null) return <Loading />;
  const lastDay = head.region.periods.at(-1)?.end ?? "";
  return (
    <>
      <PageHead title={words.formTitle} line={words.formLine} />
      {head.viewer.mayChange ? <StateNeedForm lastDay={lastDay} /> : <Notice>{words.mayNot}</Notice>}
    </>
  );
}

function StateNeedForm({ lastDay }: { readonly lastDay: string }) {
  const words = useWords(needWords);
  const navigate = useNavigate();
  const search = useSearch({ strict: false });
  const [kept] = useState(storedDraft);
  const [draft, setDraft] = useState<NeedDraft>(() => {
    const fresh: NeedDraft = { id: uuidv7(), item: "", quantity: "", place: "", due: lastDay, priority: "useful", name: "" };
    return {
      ...(kept ?? fresh),
      ...(search.item === undefined ? {} : { item: search.item }),
      ...(search.place === undefined ? {} : { place: search.place }),
    };
  });
  const [fault, setFault] = useState<FieldFault | null>(null);
  const [failure, setFailure] = useState<ApiError | null>(null);
  const [isSending, setIsSending] = useState(false);
  useEffect(() => storeDraft(draft), [draft]);
  const send = async (event: FormEvent) => {
    event.preventDefault();
    const missing = missingIn(draft, words);
    setFault(missing);
    setFailure(null);
    if (missing !== null) return;
    setIsSending(true);
    try {
      const { stateNeed: answer } = await request(stateNeed, { need: { ...draft, name: draft.name.trim() === "" ? null : draft.name } });
      dropDraft();
      await queryClient.invalidateQueries();
      await navigate({ to: "/needs/$id", params: { id: answer.need.id } });
    } catch (given) {
      if (!(given instanceof ApiError)) throw given;
      const field = fieldOf(given.details);
      if (field === null) setFailure(given);
      else setFault({ field, sentence: given.message });
      // An id that was used for something else is given up; the next try is a new need.
      if (given.code === "CONFLICT") setDraft({ ...draft, id: uuidv7() });
    } finally {
      setIsSending(false);
    }
  };
  return (
    <form className="need-form" onSubmit={(event) => void send(event)} noValidate>
      {kept !== null && kept.item !== "" && <p className="soft small">{words.draft}</p>}
      <NeedFields draft={draft} fault={fault} onChange={(part) => setDraft({ ...draft, ...part })} />
      {failure !== null && <ReadFault error={failure} />}
      <p className="hidden" role="alert">
        {fault?.sentence}
      </p>
      <div>
        <button type="submit" className="button kiln" disabled={isSending}>
          {isSending ? words.sending : words.send}
        </button>
      </div>
    </form>
  );
}
