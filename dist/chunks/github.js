import { getOctokit } from "./actions-github.js";

export { getOctokit };