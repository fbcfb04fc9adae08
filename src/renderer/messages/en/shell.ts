export const shell = {
  product: "OverSkill Studio",
};
