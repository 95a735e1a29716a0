// One design: what it is made of, how, who can build it, who asks for it.

import { Link, useParams } from "@tanstack/react-router";
import type { DesignPageQuery } from "../api/generated";
import { useRead } from "../api/queries";
import { Figure } from "../design/figure";
import { Loading, NotThere, PageHead, PriorityTag, ReadFault, SectionHead } from "../design/parts";
import { useSize } from "../design/useSize";
import { useFormat } from "../shell/useRegion";
import { capabilityName } from "../words/capabilities";
import { useLanguage } from "../words/language";
import { useWords } from "../words/useWords";
import "../workshops/workshops.css";
import { designPage, type DesignView } from "./designView";
import "./designs.css";
import { MakerStrip } from "./MakerStrip";
import { PartsDrawing } from "./PartsDrawing";
import { designPageWords } from "./words";

export function DesignPage() {
  const { id = "" } = useParams({ strict: false });
  const words = useWords(designPageWords);
  const format = useFormat();
  const { data, error, refetch } = useRead(designPage, { id });
  if (error !== null && data === undefined) return <ReadFault error={error} onAgain={() => void refetch()} />;
  if (data === undefined) return <Loading />;
  const { design } = data;
  if (design === null) return <NotThere title={words.title}>{words.unknown}</NotThere>;
  const [recipe] = design.recipes;
  const said = [design.item.note, recipe?.note, words.made(format.amount(design.planned), format.amount(design.needed))].filter(Boolean);
  return (
    <>
      <PageHead
        title={design.item.name}
        line={said.join(" · ")}
        actions={
          <Link className="button kiln" to="/needs/new" search={{ item: design.item.id }}>
            {words.ask}
          </Link>
        }
      />
      <div className="design-columns">
        <PartsDrawing design={design} />
        <div className="stack">
          {design.recipes.map((entry, index) => (
            <RecipeTable key={entry.id} recipe={entry} index={index} count={design.recipes.length} />
          ))}
          <WhoCan design={design} />
          <Asked data={data} />
        </div>
      </div>
    </>
  );
}

type Recipe = DesignView["recipes"][number];

function RecipeTable({ recipe, index, count }: { readonly recipe: Recipe; readonly index: number; readonly count: number }) {
  const words = useWords(designPageWords);
  const format = useFormat();
  const language = useLanguage();
  const [product] = recipe.outputs;
  const hours = [
    ...recipe.machineHours.map(({ capability, hours: taken }) => `${capabilityName(capability, language)} ${format.hours(taken)}`),
    ...recipe.labourHours.map(({ skill, hours: taken }) => `${capabilityName(skill, language)} ${format.hours(taken)}`),
  ];
  const remarks = [
    recipe.leadPeriods > 0 ? words.lead(recipe.leadPeriods) : "",
    recipe.co2Kg > 0 ? words.co2(format.kilograms(recipe.co2Kg)) : "",
    recipe.isAssumed ? words.assumed : "",
  ].filter((remark) => remark !== "");
  return (
    <section>
      {count > 1 && (
        <SectionHead title={recipe.name ?? `${words.recipe} ${index + 1}`} remark={index === 0 ? words.recipes(count) : undefined} />
      )}
      <div className="scroll-x" tabIndex={0}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{words.part_}</th>
              <th scope="col" className="number">
                {words.many}
              </th>
              <th scope="col">{words.how}</th>
            </tr>
          </thead>
          <tbody>
            {recipe.inputs.map(({ item, quantity }, row) => (
              <tr key={item.id}>
                <td>
                  <span className="balloon">{row + 1}</span>{" "}
                  {item.canBeMade ? (
                    <Link to="/designs/$id" params={{ id: item.id }}>
                      {item.name}
                    </Link>
                  ) : (
                    item.name
                  )}
                </td>
                <td className="number">{format.quantity(quantity, item.unit)}</td>
                <td className="soft">{item.canBeMade ? (item.canBeBought ? words.makeOrBuy : words.make) : words.buy}</td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <td colSpan={3}>
                {format.list(hours)}{" "}
                <span className="soft">{product !== undefined && words.perOne(format.quantity(product.quantity, product.item.unit))}</span>
              </td>
            </tr>
          </tfoot>
        </table>
      </div>
      {remarks.length > 0 && <p className="soft small">{format.list(remarks)}</p>}
      {recipe.source !== null && <p className="soft small source">{words.source(recipe.source)}</p>}
    </section>
  );
}

function WhoCan({ design }: { readonly design: DesignView }) {
  const words = useWords(designPageWords);
  const language = useLanguage();
  const { element, width } = useSize();
  const missing = (ids: readonly string[]) => ids.map((id) => capabilityName(id, language)).join(", ");
  const says = (maker: DesignView["whoCan"][number]) =>
    maker.ability === "all" ? words.canAll : maker.ability === "assembly" ? words.canAssembly : words.canNot(missing(maker.missing));
  return (
    <Figure
      number={2}
      name={words.canTitle}
      says={words.canSays}
      csv={() => ({
        columns: [words.workshop, words.way, words.ability].map((name) => ({ name })),
        rows: design.whoCan.map((maker) => [maker.workshop.name, Math.round(maker.distanceKm), says(maker)]),
      })}
    >
      <div ref={element}>
        {width > 0 && <MakerStrip makers={design.whoCan.map((maker) => ({ ...maker, says: says(maker) }))} width={width} />}
      </div>
    </Figure>
  );
}

function Asked({ data }: { readonly data: DesignPageQuery }) {
  const words = useWords(designPageWords);
  const format = useFormat();
  const needs = data.needs.filter(({ item }) => item.id === data.design?.item.id);
  return (
    <section>
      <SectionHead title={words.needsTitle} remark={needs.length} />
      {needs.length === 0 && <p className="soft pad-y">{words.noNeeds}</p>}
      <ul className="rows">
        {needs.map((need) => (
          <li key={need.id}>
            <span>
              <Link to="/needs/$id" params={{ id: need.id }}>
                {format.amount(Number(need.quantity))} {need.place.name}
              </Link>{" "}
              <span className="soft">{words.by(format.day(need.due))}</span>
            </span>
            <PriorityTag priority={need.priority} />
          </li>
        ))}
      </ul>
    </section>
  );
}
