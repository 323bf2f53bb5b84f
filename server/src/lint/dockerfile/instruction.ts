import type { Comment, CopyDetails, ExecForm, Flag, FromDetails, HealthcheckDetails, Heredoc, Instruction, KeyValue, LogicalText, Mount, Stage, StageState, Word } from './model';
import type { Span } from '../text/span';

/** What an instruction says after its keyword. */
export interface InstructionArguments {
  readonly flags: readonly Flag[];
  readonly args: LogicalText;
  readonly words: readonly Word[];
  readonly exec?: ExecForm;
  readonly pairs: readonly KeyValue[];
  readonly from?: FromDetails;
  readonly copy?: CopyDetails;
  readonly healthcheck?: HealthcheckDetails;
  readonly mounts: readonly Mount[];
  readonly trigger?: Instruction;
}

const none: readonly never[] = [];

/**
 * An instruction whose arguments are read when they are first asked for: after an edit, nobody asks for most of them. ARG, ENV, FROM, LABEL, ONBUILD, SHELL, USER, WORKDIR and whatever holds a "["
 * are read at once, so that others have no pairs, no `from`, no exec form and no trigger.
 */
export class ParsedInstruction implements Instruction {
  private arguments: InstructionArguments | undefined;

  constructor(
    readonly index: number,
    readonly keyword: string,
    readonly known: boolean,
    readonly text: string,
    readonly keywordSpan: Span,
    readonly span: Span,
    readonly lineSpan: Span,
    /** Of a FROM it is set once the stage is begun. */
    public stage: Stage | undefined,
    readonly heredocs: readonly Heredoc[],
    readonly onbuild: Instruction | undefined,
    readonly leadingComments: readonly Comment[],
    readonly before: StageState,
    readonly emptyContinuations: readonly Span[],
    private readonly reader: (self: Instruction) => InstructionArguments,
  ) {}

  read(): InstructionArguments {
    return (this.arguments ??= this.reader(this));
  }

  get flags(): readonly Flag[] {
    return this.read().flags;
  }

  get args(): LogicalText {
    return this.read().args;
  }

  get words(): readonly Word[] {
    return this.read().words;
  }

  get exec(): ExecForm | undefined {
    return this.arguments?.exec;
  }

  get pairs(): readonly KeyValue[] {
    return this.arguments?.pairs ?? none;
  }

  get from(): FromDetails | undefined {
    return this.arguments?.from;
  }

  get copy(): CopyDetails | undefined {
    return this.keyword === 'COPY' || this.keyword === 'ADD' ? this.read().copy : undefined;
  }

  get healthcheck(): HealthcheckDetails | undefined {
    return this.keyword === 'HEALTHCHECK' ? this.read().healthcheck : undefined;
  }

  get mounts(): readonly Mount[] {
    return this.keyword === 'RUN' && this.text.includes('--mount') ? this.read().mounts : none;
  }

  get trigger(): Instruction | undefined {
    return this.arguments?.trigger;
  }
}
