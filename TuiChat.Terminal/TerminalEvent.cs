namespace TuiChat.Terminal;

// The closed set stands in one file: a reader of a switch over it wants all the cases in sight.

/// <summary>Something the terminal told us: the closed set of inputs an application reacts to.</summary>
public abstract record TerminalEvent
{
    private protected TerminalEvent()
    {
    }
}

/// <summary>A key went down (or repeated; releases are never reported).</summary>
public sealed record KeyPressed(Key Key) : TerminalEvent;

/// <summary>Text was pasted. Line ends are LF, tabs are four spaces; everything else is untrusted and as it came.</summary>
/// <param name="Text">The text.</param>
/// <param name="IsTruncated">The paste was too long to be kept whole, or its end never came.</param>
public sealed record Pasted(string Text, bool IsTruncated) : TerminalEvent;

/// <summary>A mouse button, the wheel or a drag.</summary>
/// <param name="X">Column, from 0.</param>
/// <param name="Y">Row, from 0.</param>
/// <param name="Button">The button; for wheels the direction.</param>
/// <param name="Action">What happened.</param>
/// <param name="Modifiers">Modifiers held.</param>
public sealed record MouseInput(int X, int Y, MouseButton Button, MouseAction Action, KeyModifiers Modifiers) : TerminalEvent;

/// <summary>The terminal window gained or lost the keyboard focus.</summary>
public sealed record FocusChanged(bool HasFocus) : TerminalEvent;

/// <summary>The terminal has another size now; nothing of the former screen may be assumed.</summary>
public sealed record Resized(TerminalSize Size) : TerminalEvent;

/// <summary>The terminal answered a query. <paramref name="Text"/> is the sequence after ESC, without a string terminator.</summary>
public sealed record Reply(string Text) : TerminalEvent;

/// <summary>The terminal is gone; no further input will come and nothing drawn will be seen.</summary>
public sealed record HungUp : TerminalEvent;

/// <summary>The process was stopped and runs again: the screen must be drawn anew.</summary>
public sealed record Resumed : TerminalEvent;
