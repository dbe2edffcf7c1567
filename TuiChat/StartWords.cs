using TuiChat.Protocol;
using TuiChat.Sessions;

namespace TuiChat;

/// <summary>
/// The words of the command line that starts the client, not yet looked at: null is what is not there. A plain line is read here, in
/// no time; whatever is out of the ordinary (help, subcommands, <c>--data=DIR</c>, mistakes) is the business of
/// <see cref="CommandLine"/>, which takes longer to load than all else before the first screen.
/// </summary>
sealed record StartWords
{
    /// <summary>The server, as an address or invite link.</summary>
    public string? Address { get; init; }

    /// <summary>The server's host, said otherwise.</summary>
    public string? Ip { get; init; }

    /// <summary>The server's port.</summary>
    public string? Port { get; init; }

    /// <summary>The nickname.</summary>
    public string? User { get; init; }

    /// <summary>The room.</summary>
    public string? Room { get; init; }

    /// <summary>The folder for everything.</summary>
    public string? Data { get; init; }

    /// <summary>The theme.</summary>
    public string? Theme { get; init; }

    /// <summary>Do not look for servers.</summary>
    public bool NoDiscovery { get; init; }

    /// <summary>Without a full screen.</summary>
    public bool IsLinear { get; init; }

    /// <summary>Reads a plain line as <see cref="CommandLine"/> would; null when it is not that plain.</summary>
    public static StartWords? TryRead(ReadOnlySpan<string> args)
    {
        var words = new StartWords();
        for (var i = 0; i < args.Length; i++)
        {
            var value = i + 1 < args.Length && IsPlain(args[i + 1]) ? args[i + 1] : null;
            var next = (args[i], value) switch
            {
                ("--no-discovery", _) => words with { NoDiscovery = true },
                ("--linear", _) => words with { IsLinear = true },
                ("--ip" or "-i", { }) when words.Ip is null => words with { Ip = args[++i] },
                ("--port" or "-p", { }) when words.Port is null => words with { Port = args[++i] },
                ("--user" or "-u", { }) when words.User is null => words with { User = args[++i] },
                ("--room" or "-r", { }) when words.Room is null => words with { Room = args[++i] },
                ("--data", { }) when words.Data is null => words with { Data = args[++i] },
                ("--theme", { }) when words.Theme is null => words with { Theme = args[++i] },
                var (word, _) => words.Address is null && IsPlain(word) ? words with { Address = word } : null,
            };
            if (next is null) return null;
            words = next;
        }
        return words.Address is "start" or "discover" or "themes" or "history" or "pipe" or "script" ? null : words;
    }

    /// <summary>What is wrong with an address that was meant as an option, or null.</summary>
    public static string? OptionProblem(string? address) => address is ['-', ..] ? $"There is no option {address}. `tuichat --help` shows what there is." : null;

    /// <summary>What the words mean. A sentence about what is wrong with them, or null.</summary>
    public string? Read(out ClientOptions options)
    {
        options = new ClientOptions { Data = Data, Theme = Theme, NoDiscovery = NoDiscovery, IsLinear = IsLinear };
        if (Address is { } one && Ip is not null) return $"The server is given twice, as {one} and with --ip. Give it once.";
        if (Data is { } data && (data.Trim().Length == 0 || data.Contains('\0', StringComparison.Ordinal))) return "--data needs the name of a folder.";
        int? port = null;
        if (Port is { } portText)
        {
            if (!ServerAddress.TryParsePort(portText, out var number)) return $"--port is a number from 1 to 65535, not {portText}.";
            port = number;
        }
        options = options with { Port = port };
        if (OptionProblem(Address) is { } unknown) return unknown;
        if (InviteLink.IsMeant(Address))
        {
            if (!InviteLink.TryParse(Address, out var link, out var problem)) return problem;
            if (port is not null && link.Port != port) return "The port is given twice, in the link and with --port. Give it once.";
            options = options with { Link = link, Host = link.Host, Port = link.Port };
        }
        else if ((Address ?? Ip) is { } text)
        {
            if (!ServerAddress.TryParse(text, out var address, out var problem, port ?? Limits.DefaultPort)) return problem;
            if (port is not null && address.Port != port) return $"The port is given twice, in {text} and with --port. Give it once.";
            options = options with { Host = address.Host, Port = address.Port };
        }
        if (User is { } user)
        {
            if (!Nickname.TryParse(user, out var nick, out var problem)) return problem;
            options = options with { Nick = nick };
        }
        if (Room is { } name)
        {
            if (!RoomName.TryParse(name.TrimStart('#'), out var room, out var problem)) return problem;
            options = options with { Room = room };
        }
        return null;
    }

    /// <summary>A word that cannot be an option, a directive, a file of words, or the value of a switch.</summary>
    static bool IsPlain(string word) => word is [not ('-' or '[' or '@'), ..] && !bool.TryParse(word, out _);
}
