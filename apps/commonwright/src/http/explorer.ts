// The explorer: a page in which people who write programs try queries and read the schema. Only where it was asked for (`up --explorer`).

import { type StaticPages, staticPages } from "./staticPages.js";

const AT = "/explorer/";

const FIRST_QUERY = `# Everything that can be asked and told stands under Docs.
{
  viewer {
    mayChange
    kind
  }
  economicEvents(first: 10) {
    edges {
      node {
        id
        action {
          label
        }
        resourceQuantity {
          hasNumericalValue
          hasUnit {
            symbol
          }
        }
      }
    }
  }
}
`;

/** The pages of the explorer; null where its package is not installed, as in a program without what is for developing. */
export async function explorerPages(): Promise<StaticPages | null> {
  const altair = await import("altair-static").catch(() => null);
  if (altair === null) return null;
  const html = altair.renderAltair({
    baseURL: AT,
    endpointURL: "/graphql",
    initialQuery: FIRST_QUERY,
    serveInitialOptionsInSeperateRequest: false,
  });
  const pages = await staticPages(altair.getDistDirectory(), html);
  return pages === null ? null : (path, request) => pages(path.slice(AT.length - 1) || "/", request);
}
