#!/usr/bin/env node
// In place before the first build, so that an install can link it.
import "../dist/cli.js";
