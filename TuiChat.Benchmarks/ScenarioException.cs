namespace TuiChat.Benchmarks;

/// <summary>A scenario cannot be measured; the message says why, for people.</summary>
sealed class ScenarioException(string message) : Exception(message);
