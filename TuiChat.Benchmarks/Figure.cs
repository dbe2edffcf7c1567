namespace TuiChat.Benchmarks;

/// <summary>One measured figure: a row of the table.</summary>
/// <param name="Name">What was measured.</param>
/// <param name="Value">How much.</param>
/// <param name="Unit">Of what.</param>
/// <param name="Target">What it should be, or null where no target was set.</param>
/// <param name="Note">What one must know to read it, such as who was the bottleneck; or null.</param>
sealed record Figure(string Name, double Value, string Unit, Target? Target = null, string? Note = null)
{
    /// <summary>The generator was the bottleneck: the server could have done better.</summary>
    public bool IsGeneratorBound { get; init; }
}
