// Words for what changed from plan to plan.

const workshops = (count: number) => (count === 1 ? "1 workshop does" : `${count} workshops do`);

export const changeWordsEn = {
  work: (more: number, less: number) => {
    if (more === 0 && less === 0) return "No workshop has more or less to do";
    if (more === 0) return `${workshops(less)} less`;
    return less === 0 ? `${workshops(more)} more` : `${workshops(more)} more, ${less} less`;
  },
  same: "the cost stays",
  cheaper: (money: string) => `${money} cheaper`,
  dearer: (money: string) => `${money} dearer`,
  gained: (count: number) => (count === 1 ? "1 need gets more than before" : `${count} needs get more than before`),
  lost: (count: number) => (count === 1 ? "1 need gets less than before" : `${count} needs get less than before`),
  since: (plan: number) => `Since plan ${plan}:`,
};
