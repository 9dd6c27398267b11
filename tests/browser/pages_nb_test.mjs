// Every page of the desk in Norwegian.
import { lookAtEveryPage } from "./support/pages.mjs";

lookAtEveryPage("nb-NO");
