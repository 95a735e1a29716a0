// How pages read: one cache for all, kept fresh by the server's events.

import { QueryClient, useQuery, type UseQueryResult } from "@tanstack/react-query";
import type { Document } from "./document";
import { type ApiError, request } from "./request";

/** The cache of all that was read. What the server says has changed is read again; besides, nothing goes stale by time. */
export const queryClient = new QueryClient({
  defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY, retry: 2, refetchOnWindowFocus: false } },
});

/** Reads with a document; the answer stays on the page while a newer one is fetched. */
export function useRead<Result, Variables>(
  document: Document<Result, Variables>,
  variables: Variables,
  isEnabled = true,
): UseQueryResult<Result, ApiError> {
  return useQuery<Result, ApiError>({
    queryKey: [document.text, variables],
    queryFn: () => request(document, variables),
    enabled: isEnabled,
    placeholderData: (before) => before,
  });
}
