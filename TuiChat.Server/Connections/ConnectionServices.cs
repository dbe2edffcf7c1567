using System.Net;
using TuiChat.Server.Certificates;
using TuiChat.Server.Commands;
using TuiChat.Server.Http;
using TuiChat.Server.Rooms;

namespace TuiChat.Server.Connections;

/// <summary>What all connections share.</summary>
/// <param name="Server">What commands work with.</param>
/// <param name="Dispatcher">Who handles lines.</param>
/// <param name="Budget">Counts what is kept for those who are behind.</param>
/// <param name="Log">What the connections tell the operator.</param>
sealed record ConnectionServices(ServerContext Server, Dispatcher Dispatcher, LagBudget Budget, ConnectionLog Log)
{
    /// <summary>Tells of those that are not let in.</summary>
    public RefusalLog Refusals { get; } = new(Log, Server.Time);

    /// <summary>The certificate for those who come with TLS, or null without TLS.</summary>
    public CertificateSource? Certificates { get; init; }

    /// <summary>Whether an address is of this very machine, from where plain text can be read by nobody else.</summary>
    public Func<IPAddress, bool> IsOwnMachine { get; init; } = IPAddress.IsLoopback;

    /// <summary>What is shown over HTTP.</summary>
    public required HttpSite Site { get; init; }

    /// <summary>Whether one from this address may come without TLS.</summary>
    public bool MayBePlain(IPAddress address) => IsOwnMachine(address) || Server.Settings.Current.AllowPlaintext;
}
