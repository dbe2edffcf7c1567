using TuiChat.Protocol;

namespace TuiChat.Pipe;

/// <summary>What a line of the standard input asks for.</summary>
/// <param name="Id">What the answer repeats, or null when no answer is wanted.</param>
/// <param name="Request">The request; its own id is left to the session.</param>
sealed record PipeCommand(string? Id, Request Request);

/// <summary>Why a line of the standard input is not done.</summary>
/// <param name="Id">The id that it gave, as far as it could be read.</param>
/// <param name="Code">One of the codes of the wire protocol.</param>
/// <param name="Text">A sentence for a person.</param>
sealed record PipeProblem(string? Id, string Code, string Text);
