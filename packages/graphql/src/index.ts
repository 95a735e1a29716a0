// The API: the contract executed over the commons.
export {};
