namespace TuiChat.Benchmarks;

/// <summary>Something that is measured on its own.</summary>
/// <param name="Name">The name on the command line.</param>
/// <param name="About">One line for the list.</param>
/// <param name="Run">Measures; throws <see cref="ScenarioException"/> when that is not possible here.</param>
sealed record Scenario(string Name, string About, Func<IEnumerable<Figure>> Run);
