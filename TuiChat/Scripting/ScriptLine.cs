namespace TuiChat.Scripting;

/// <summary>A line of a script that does something.</summary>
/// <param name="Number">Of the line in its file, from 1.</param>
/// <param name="Text">As it stands there, without the space around it.</param>
/// <param name="Step">What it means; null where that is known only once its variables are.</param>
sealed record ScriptLine(int Number, string Text, ScriptStep? Step);
