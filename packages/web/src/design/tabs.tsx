// Tabs: one of several contents, by mouse, finger and arrow keys.

import type { ReactNode } from "react";
import { Tab, TabList, TabPanel, Tabs as AriaTabs } from "react-aria-components";

export interface TabContent {
  readonly id: string;
  readonly name: string;
  readonly content: ReactNode;
}

/** The first tab is open, or the one that `selected` names. */
export function Tabs({
  label,
  tabs,
  selected,
  onSelect,
}: {
  readonly label: string;
  readonly tabs: readonly TabContent[];
  readonly selected?: string;
  readonly onSelect?: (id: string) => void;
}) {
  const control = selected === undefined ? {} : { selectedKey: selected };
  return (
    <AriaTabs {...control} onSelectionChange={(key) => onSelect?.(String(key))}>
      <TabList aria-label={label} className="tabs">
        {tabs.map(({ id, name }) => (
          <Tab key={id} id={id}>
            {name}
          </Tab>
        ))}
      </TabList>
      {tabs.map(({ id, content }) => (
        <TabPanel key={id} id={id} className="tab-panel">
          {content}
        </TabPanel>
      ))}
    </AriaTabs>
  );
}
