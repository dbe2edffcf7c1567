namespace TuiChat.Server;

/// <summary>What the program ends with.</summary>
static class ExitCodes
{
    /// <summary>It was asked to stop, and did.</summary>
    public const int Ok = 0;

    /// <summary>A command of <c>ctl</c> was refused; the output says why.</summary>
    public const int Refused = 1;

    /// <summary>The command line or the configuration is wrong.</summary>
    public const int Usage = 2;

    /// <summary>The port or the data folder cannot be used.</summary>
    public const int Unusable = 3;

    /// <summary>A defect of the program (EX_SOFTWARE of sysexits.h).</summary>
    public const int Defect = 70;
}
