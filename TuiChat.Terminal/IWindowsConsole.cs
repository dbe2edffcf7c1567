namespace TuiChat.Terminal;

/// <summary>The Windows console as <see cref="WindowsTerminal"/> uses it; a seam, so that the driver can be tested where there is none.</summary>
interface IWindowsConsole
{
    /// <summary>The mode of the input, or null when it is no console.</summary>
    uint? InputMode { get; }

    /// <summary>The mode of the output, or null when it is no console.</summary>
    uint? OutputMode { get; }

    /// <summary>The code pages of input and output.</summary>
    (uint Input, uint Output) CodePages { get; set; }

    /// <summary>The size of the window in cells, or null when there is none.</summary>
    TerminalSize? Size { get; }

    /// <summary>Sets the mode of the input. False when the console refuses it.</summary>
    bool SetInputMode(uint mode);

    /// <summary>Sets the mode of the output. False when the console refuses it.</summary>
    bool SetOutputMode(uint mode);

    /// <summary>Waits for input. False when <see cref="Wake"/> or the time came first.</summary>
    bool WaitForInput(TimeSpan timeout);

    /// <summary>Ends the present or the next wait. Any thread.</summary>
    void Wake();

    /// <summary>Takes records that are there; never waits. Returns how many, or -1 when the console is gone.</summary>
    int ReadInput(Span<ConsoleRecord> records);

    /// <summary>Writes bytes; may take fewer. Returns how many, or -1 when the console is gone.</summary>
    int Write(ReadOnlySpan<byte> bytes);
}
