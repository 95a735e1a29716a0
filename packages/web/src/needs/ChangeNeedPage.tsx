// The form in which an open need is changed or withdrawn.

import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { uuidv7 } from "uuidv7";
import { document } from "../api/document";
import type {
  ChangeNeedMutation,
  ChangeNeedMutationVariables,
  WithdrawNeedMutation,
  WithdrawNeedMutationVariables,
} from "../api/generated";
import { queryClient, useRead } from "../api/queries";
import { ApiError, request } from "../api/request";
import { Loading, Notice, NotThere, PageHead, ReadFault } from "../design/parts";
import { useRegion } from "../shell/useRegion";
import { useWords } from "../words/useWords";
import changeText from "./changeNeed.graphql?raw";
import { fieldOf, type NeedDraft, storeDraft } from "./draft";
import { NeedFields } from "./NeedFields";
import { needPage } from "./NeedPage";
import type { NeedView } from "./NeedTree";
import "./needs.css";
import { type FieldFault, missingIn } from "./missing";
import withdrawText from "./withdrawNeed.graphql?raw";
import { needWords } from "./words";

const changeNeed = document<ChangeNeedMutation, ChangeNeedMutationVariables>(changeText);
const withdrawNeed = document<WithdrawNeedMutation, WithdrawNeedMutationVariables>(withdrawText);

export function ChangeNeedPage() {
  const { id = "" } = useParams({ strict: false });
  const words = useWords(needWords);
  const head = useRegion();
  const { data, error, refetch } = useRead(needPage, { id });
  const [withdrawn, setWithdrawn] = useState<NeedDraft | null>(null);
  if (withdrawn !== null) return <Withdrawn draft={withdrawn} />;
  if (error !== null && data === undefined) return <ReadFault error={error} onAgain={() => void refetch()} />;
  if (data === undefined || head === null) return <Loading />;
  if (data.need === null) return <NotThere title={words.title}>{words.unknown}</NotThere>;
  return (
    <>
      <PageHead title={words.changeTitle(data.need.item.name)} line={words.changeLine} />
      {head.viewer.mayChange ? <ChangeForm key={id} need={data.need} onWithdrawn={setWithdrawn} /> : <Notice>{words.mayNot}</Notice>}
    </>
  );
}

const draftOf = (need: NeedView): NeedDraft => ({
  id: need.id,
  item: need.item.id,
  quantity: need.quantity,
  place: need.place.id,
  due: need.due,
  priority: need.priority,
  name: need.name ?? "",
});

function ChangeForm({ need, onWithdrawn }: { readonly need: NeedView; readonly onWithdrawn: (draft: NeedDraft) => void }) {
  const words = useWords(needWords);
  const navigate = useNavigate();
  const [draft, setDraft] = useState(() => draftOf(need));
  const [seen, setSeen] = useState(need.revisionId);
  const [fault, setFault] = useState<FieldFault | null>(null);
  const [failure, setFailure] = useState<ApiError | null>(null);
  const failed = async (given: unknown) => {
    if (!(given instanceof ApiError)) throw given;
    const field = fieldOf(given.details);
    if (field === null) setFailure(given);
    else setFault({ field, sentence: given.message });
    await queryClient.invalidateQueries();
    // What is there now was told; saving again is then a decision.
    const current = given.details["current"];
    if (given.code === "STALE_REVISION" && typeof current === "string") setSeen(current);
  };
  const save = async (event: FormEvent) => {
    event.preventDefault();
    const missing = missingIn(draft, words);
    setFault(missing);
    setFailure(null);
    if (missing !== null) return;
    const { id, quantity, place, due, priority, name } = draft;
    try {
      await request(changeNeed, { need: { id, revisionId: seen, quantity, place, due, priority, name } });
      await queryClient.invalidateQueries();
      await navigate({ to: "/needs/$id", params: { id } });
    } catch (given) {
      await failed(given);
    }
  };
  const withdraw = async () => {
    try {
      await request(withdrawNeed, { id: need.id, revisionId: seen });
      onWithdrawn(draft);
      await queryClient.invalidateQueries();
    } catch (given) {
      await failed(given);
    }
  };
  return (
    <form className="need-form" onSubmit={(event) => void save(event)} noValidate>
      <NeedFields draft={draft} fault={fault} isItemFixed onChange={(part) => setDraft({ ...draft, ...part })} />
      {failure !== null && (failure.code === "STALE_REVISION" ? <Notice isFault>{words.stale}</Notice> : <ReadFault error={failure} />)}
      <div className="actions-row">
        <button type="submit" className="button kiln">
          {words.sendChange}
        </button>
        <Link className="button" to="/needs/$id" params={{ id: need.id }}>
          {words.keep}
        </Link>
        <Withdraw onWithdraw={() => void withdraw()} />
      </div>
    </form>
  );
}

/** Asks once more before it is done. */
function Withdraw({ onWithdraw }: { readonly onWithdraw: () => void }) {
  const words = useWords(needWords);
  const [isAsked, setIsAsked] = useState(false);
  if (!isAsked) {
    return (
      <button type="button" className="button" onClick={() => setIsAsked(true)}>
        {words.withdraw}
      </button>
    );
  }
  return (
    <Notice>
      <p>{words.withdrawSure}</p>
      <div className="actions-row">
        <button type="button" className="button outlined" onClick={onWithdraw}>
          {words.withdrawYes}
        </button>
        <button type="button" className="button" onClick={() => setIsAsked(false)}>
          {words.keep}
        </button>
      </div>
    </Notice>
  );
}

function Withdrawn({ draft }: { readonly draft: NeedDraft }) {
  const words = useWords(needWords);
  const navigate = useNavigate();
  const again = () => {
    storeDraft({ ...draft, id: uuidv7() });
    void navigate({ to: "/needs/new" });
  };
  return (
    <>
      <PageHead title={words.withdrawn(draft.name === "" ? draft.item : draft.name)} />
      <div className="actions-row">
        <button type="button" className="button outlined" onClick={again}>
          {words.again}
        </button>
        <Link className="button" to="/needs">
          {words.title}
        </Link>
      </div>
    </>
  );
}
