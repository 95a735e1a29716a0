// What the page of a design reads.

import { document } from "../api/document";
import type { DesignPageQuery } from "../api/generated";
import text from "./design.graphql?raw";

export const designPage = document<DesignPageQuery, { readonly id: string }>(text);
export type DesignView = NonNullable<DesignPageQuery["design"]>;
