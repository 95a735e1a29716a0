// The form in which somebody of a workshop says what it can do and when it is free.

import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { Plus, Trash2 } from "lucide-react";
import { type FormEvent, useEffect, useState } from "react";
import { document } from "../api/document";
import type { CorrectWorkshopMutation, CorrectWorkshopMutationVariables } from "../api/generated";
import { queryClient, useRead } from "../api/queries";
import { ApiError, request } from "../api/request";
import { Icon } from "../design/icons";
import { Loading, NotThere, Notice, PageHead, ReadFault } from "../design/parts";
import { useFormat, useRegion } from "../shell/useRegion";
import { capabilityName } from "../words/capabilities";
import { useLanguage } from "../words/language";
import { useWords } from "../words/useWords";
import text from "./correctWorkshop.graphql?raw";
import { workshopPage, type WorkshopView } from "./WorkshopPage";
import { workshopWords } from "./words";
import "./workshops.css";

const correctWorkshop = document<CorrectWorkshopMutation, CorrectWorkshopMutationVariables>(text);
const SPOKEN_BY = "commonwright.spokenBy";

interface MachineDraft {
  readonly key: number;
  readonly capability: string;
  readonly hoursPerPeriod: string;
  readonly costPerHour: string;
}

export function CorrectPage() {
  const { id = "" } = useParams({ strict: false });
  const words = useWords(workshopWords);
  const head = useRegion();
  const { data, error, refetch } = useRead(workshopPage, { id });
  if (error !== null && data === undefined) return <ReadFault error={error} onAgain={() => void refetch()} />;
  if (data === undefined || head === null) return <Loading />;
  if (data.workshop === null) return <NotThere title={words.title}>{words.unknown}</NotThere>;
  return (
    <>
      <PageHead title={words.correctTitle(data.workshop.name)} line={words.correctLine} />
      {head.viewer.mayChange ? (
        <CorrectForm key={id} workshop={data.workshop} capabilities={data.region.capabilities} />
      ) : (
        <Notice>{words.mayNot}</Notice>
      )}
    </>
  );
}

const draftOf = (machines: WorkshopView["machines"]): MachineDraft[] =>
  machines.map(({ capability, hoursPerPeriod, costPerHour }, key) => ({ key, capability, hoursPerPeriod, costPerHour }));

/** What is typed, sent and refused. */
function useCorrection(workshop: WorkshopView) {
  const navigate = useNavigate();
  // What was on the page when it was opened: a newer revision is told, and never written over unseen.
  const [seen, setSeen] = useState(workshop.revisionId);
  const [machines, setMachines] = useState(() => draftOf(workshop.machines));
  const [by, setBy] = useState(() => localStorage.getItem(SPOKEN_BY) ?? "");
  const [fault, setFault] = useState<ApiError | null>(null);
  const [isSaving, setIsSaving] = useState(false);
  const [isStale, setIsStale] = useState(false);
  useEffect(() => {
    if (fault?.code === "STALE_REVISION") {
      setIsStale(true);
      setSeen(workshop.revisionId);
    }
  }, [fault, workshop.revisionId]);
  const save = async (event: FormEvent) => {
    event.preventDefault();
    setIsSaving(true);
    setFault(null);
    try {
      const rows = machines.map(({ capability, hoursPerPeriod, costPerHour }) => ({ capability, hoursPerPeriod, costPerHour }));
      await request(correctWorkshop, { workshop: { id: workshop.id, revisionId: seen, machines: rows, by } });
      localStorage.setItem(SPOKEN_BY, by);
      await queryClient.invalidateQueries();
      await navigate({ to: "/workshops/$id", params: { id: workshop.id } });
    } catch (given) {
      if (!(given instanceof ApiError)) throw given;
      await queryClient.invalidateQueries();
      setFault(given);
    } finally {
      setIsSaving(false);
    }
  };
  const change = (key: number, part: Partial<MachineDraft>) =>
    setMachines(machines.map((row) => (row.key === key ? { ...row, ...part } : row)));
  const at = typeof fault?.details["index"] === "number" ? fault.details["index"] : null;
  const add = () =>
    setMachines([
      ...machines,
      { key: Math.max(-1, ...machines.map(({ key }) => key)) + 1, capability: "", hoursPerPeriod: "", costPerHour: "0" },
    ]);
  const remove = (key: number) => setMachines(machines.filter((row) => row.key !== key));
  return { machines, by, setBy, fault, at, isSaving, isStale, save, change, add, remove };
}

function CorrectForm({ workshop, capabilities }: { readonly workshop: WorkshopView; readonly capabilities: readonly string[] }) {
  const words = useWords(workshopWords);
  const { machines, by, setBy, fault, at, isSaving, isStale, save, change, add, remove } = useCorrection(workshop);
  return (
    <form className="machine-form" onSubmit={(event) => void save(event)} noValidate>
      {isStale && <StaleNotice workshop={workshop} />}
      {machines.map((row, index) => (
        <MachineRow
          key={row.key}
          row={row}
          capabilities={capabilities}
          fault={at === index ? (fault?.message ?? null) : null}
          onChange={(part) => change(row.key, part)}
          onRemove={() => remove(row.key)}
        />
      ))}
      <div>
        <button type="button" className="button" onClick={add}>
          <Icon of={Plus} />
          {words.add}
        </button>
      </div>
      <div className="field">
        <label htmlFor="by">{words.by}</label>
        <input
          id="by"
          value={by}
          maxLength={100}
          autoComplete="name"
          aria-describedby="by-hint"
          onChange={(event) => setBy(event.target.value)}
        />
        <span id="by-hint" className="soft small">
          {words.byHint}
        </span>
      </div>
      {fault !== null && at === null && fault.code !== "STALE_REVISION" && <ReadFault error={fault} />}
      <div className="actions-row">
        <button type="submit" className="button kiln" disabled={isSaving}>
          {isSaving ? words.saving : words.save}
        </button>
        <Link className="button" to="/workshops/$id" params={{ id: workshop.id }}>
          {words.cancel}
        </Link>
      </div>
    </form>
  );
}

function StaleNotice({ workshop }: { readonly workshop: WorkshopView }) {
  const words = useWords(workshopWords);
  const format = useFormat();
  const language = useLanguage();
  return (
    <Notice isFault>
      <p>{words.stale}</p>
      <p className="soft">
        {words.nowSays}:{" "}
        {format.list(
          workshop.machines.map(
            ({ capability, hoursPerPeriod }) => `${capabilityName(capability, language)} ${format.hours(Number(hoursPerPeriod))}`,
          ),
        )}
      </p>
    </Notice>
  );
}

interface MachineRowProps {
  readonly row: MachineDraft;
  readonly capabilities: readonly string[];
  readonly fault: string | null;
  readonly onChange: (part: Partial<MachineDraft>) => void;
  readonly onRemove: () => void;
}

function MachineRow({ row, capabilities, fault, onChange, onRemove }: MachineRowProps) {
  const words = useWords(workshopWords);
  const language = useLanguage();
  const currency = useRegion()?.region.currency ?? "";
  const name = row.capability === "" ? words.machine : capabilityName(row.capability, language);
  const faultId = `fault-${row.key}`;
  const said = fault === null ? {} : { "aria-invalid": true, "aria-describedby": faultId };
  return (
    <fieldset className="machine-row">
      <legend className="hidden">{name}</legend>
      <div className="field">
        <label htmlFor={`can-${row.key}`}>{words.machine}</label>
        <select id={`can-${row.key}`} value={row.capability} onChange={(event) => onChange({ capability: event.target.value })} {...said}>
          <option value="" disabled>
            {words.choose}
          </option>
          {capabilities.map((id) => (
            <option key={id} value={id}>
              {capabilityName(id, language)}
            </option>
          ))}
        </select>
      </div>
      <div className="field">
        <label htmlFor={`hours-${row.key}`}>{words.perPeriod}</label>
        <input
          id={`hours-${row.key}`}
          inputMode="decimal"
          value={row.hoursPerPeriod}
          onChange={(event) => onChange({ hoursPerPeriod: event.target.value.replace(",", ".") })}
          {...said}
        />
      </div>
      <div className="field">
        <label htmlFor={`cost-${row.key}`}>{words.costPerHour(currency)}</label>
        <input
          id={`cost-${row.key}`}
          inputMode="decimal"
          value={row.costPerHour}
          onChange={(event) => onChange({ costPerHour: event.target.value.replace(",", ".") })}
          {...said}
        />
      </div>
      <button type="button" className="button" aria-label={words.removeOf(name)} title={words.remove} onClick={onRemove}>
        <Icon of={Trash2} />
      </button>
      {fault !== null && (
        <p id={faultId} className="fault" role="alert">
          {fault}
        </p>
      )}
    </fieldset>
  );
}
