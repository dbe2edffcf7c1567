namespace TuiChat.Scripting;

/// <summary>One row of <see cref="StepTable"/>: it reads the step, and the page about the language is compared with it.</summary>
/// <param name="Name">Without the exclamation mark.</param>
/// <param name="Arguments">As they are shown, or "".</param>
/// <param name="Help">One sentence.</param>
/// <param name="Read">Reads what follows the name.</param>
sealed record StepWord(string Name, string Arguments, string Help, Func<string, StepReading> Read)
{
    /// <summary>The step as it is written: <c>!key KEY …</c>.</summary>
    public string Usage => $"!{Name} {Arguments}".TrimEnd();
}
