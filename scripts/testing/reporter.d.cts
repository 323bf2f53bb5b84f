/** See reporter.cjs. */
declare const Reporter: Mocha.ReporterConstructor;
export = Reporter;
