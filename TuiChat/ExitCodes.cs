namespace TuiChat;

/// <summary>How the program ends (DESIGN: 0 ok, 2 usage or configuration, 70 a defect).</summary>
static class ExitCodes
{
    /// <summary>All is well.</summary>
    public const int Ok = 0;

    /// <summary>Without a screen, and with nobody to ask: the server could not be entered.</summary>
    public const int Unreachable = 1;

    /// <summary>In pipe mode: the server, or something that was asked of it, refused.</summary>
    public const int Refused = 1;

    /// <summary>A script did not see what it expected.</summary>
    public const int Failed = 1;

    /// <summary>The command line or a setting is wrong, or there is no terminal to run on.</summary>
    public const int Usage = 2;

    /// <summary>In pipe mode: the server cannot be reached (sysexits.h EX_UNAVAILABLE).</summary>
    public const int OutOfReach = 69;

    /// <summary>A defect of the program (sysexits.h EX_SOFTWARE).</summary>
    public const int Defect = 70;

    /// <summary>In pipe mode: the server's key is not what it should be; nothing was sent (sysexits.h EX_NOPERM).</summary>
    public const int Untrusted = 77;
}
