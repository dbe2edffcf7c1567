using System.Net;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using TuiChat.Discovery;
using TuiChat.Server.Access;
using TuiChat.Server.Configuration;

namespace TuiChat.Server;

/// <summary>What a <see cref="ServerHost"/> is started with.</summary>
sealed record ServerOptions
{
    /// <summary>The settings; those that may change while it runs are set by <see cref="ServerHost.Apply"/>.</summary>
    public ServerSettings Settings { get; init; } = new();

    /// <summary>The password that people need, or null for what the settings say. A secret; only its hash is kept.</summary>
    public string? Password { get; init; }

    /// <summary>A person hosts it for a while and has just said its name and password: what was set on an earlier run is forgotten.</summary>
    public bool IsHosted { get; init; }

    /// <summary>Whether an address is of this very machine, from where plain text is always accepted.</summary>
    public Func<IPAddress, bool> IsOwnMachine { get; init; } = IPAddress.IsLoopback;

    /// <summary>How the server takes part in multicast DNS; null for the defaults.</summary>
    public DiscoveryOptions? Discovery { get; init; }

    /// <summary>The cost of new hashes of the passwords of accounts; for tests, which make many.</summary>
    internal int HashIterations { get; init; } = PasswordHash.Iterations;

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Where the server tells what happens.</summary>
    public ILoggerFactory Loggers { get; init; } = NullLoggerFactory.Instance;

    /// <inheritdoc/>
    public override string ToString() => "the options of a server"; // without the secret
}
