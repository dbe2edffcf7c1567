namespace TuiChat.Scripting;

/// <summary>What a line means, or why it means nothing.</summary>
readonly record struct StepReading(ScriptStep? Step, string? Problem)
{
    /// <summary>It means this.</summary>
    public static StepReading Of(ScriptStep step) => new(step, null);

    /// <summary>It means nothing; the sentence says why and what to write.</summary>
    public static StepReading Wrong(string problem) => new(null, problem);
}
