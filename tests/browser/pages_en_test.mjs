// Every page of the desk in English.
import { lookAtEveryPage } from "./support/pages.mjs";

lookAtEveryPage("en-GB");
