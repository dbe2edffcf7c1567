using Microsoft.Extensions.Logging;
using TuiChat.Discovery;
using TuiChat.Protocol;
using TuiChat.Server;
using TuiChat.Server.Configuration;
using TuiChat.Server.Logging;
using TuiChat.Sessions;

namespace TuiChat.Lobby;

/// <summary>A server that runs in this process, and ends with it.</summary>
sealed class HostedServer : IAsyncDisposable
{
    readonly ServerHost _host;
    readonly ILoggerFactory _loggers;

    HostedServer(ServerHost host, ILoggerFactory loggers, HostingWishes wishes)
    {
        _host = host;
        _loggers = loggers;
        Wishes = wishes;
    }

    /// <summary>What was asked for.</summary>
    public HostingWishes Wishes { get; }

    /// <summary>Where we join it ourselves.</summary>
    public ServerTarget Target => new([new ServerAddress("127.0.0.1", _host.EndPoint.Port)]) { Name = _host.Name, Id = _host.ServerId, Key = _host.Fingerprint, Source = KeySource.Hosted, Password = Wishes.Password };

    /// <summary>Where others find it, best first; none when only this machine may join.</summary>
    public IReadOnlyList<ServerAddress> Addresses => Wishes.Openness is Openness.ThisMachine ? []
        : [.. ServiceDiscovery.LocalAddresses().Where(address => !address.IsIPv6LinkLocal).Select(address => new ServerAddress(address.ToString(), _host.EndPoint.Port))];

    /// <summary>Where others find it, behind the word "hosting".</summary>
    public string Where => Addresses is [var first, ..] ? $"at {first}" : "on this machine";

    /// <summary>Why others on this network do not see it in their lobby though they should, or null.</summary>
    public string? AnnouncementProblem => _host.AnnouncementProblem;

    /// <summary>Its key, or null without encryption.</summary>
    public Fingerprint? Key => _host.Fingerprint;

    /// <summary>Its stable id.</summary>
    public string Id => _host.ServerId;

    /// <summary>The code by which one becomes host, as long as it is good.</summary>
    public string? ClaimCode => _host.ClaimCode;

    /// <summary>People connected, us among them.</summary>
    public int People => _host.Context.Visitors.Count;

    /// <summary>Starts a server; takes any free port when the wished one is in use.</summary>
    /// <param name="folder">Its data folder.</param>
    /// <param name="wishes">Its name, its password, and who may join.</param>
    /// <param name="port">The wished port, or 0 for any.</param>
    /// <exception cref="StartException">It cannot start; the message says why.</exception>
    public static async Task<HostedServer> StartAsync(string folder, HostingWishes wishes, int port)
    {
        var settings = new ServerSettings
        {
            Name = wishes.Name,
            Bind = wishes.Openness is Openness.ThisMachine ? "localhost" : "any",
            Port = port,
            Data = folder,
            Announce = wishes.Openness is Openness.Announced,
        };
        try
        {
            return await StartAsync(settings, wishes).ConfigureAwait(false);
        }
        catch (StartException) when (port != 0)
        {
            return await StartAsync(settings with { Port = 0 }, wishes).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync().ConfigureAwait(false);
        _loggers.Dispose();
    }

    static async Task<HostedServer> StartAsync(ServerSettings settings, HostingWishes wishes)
    {
        var folder = DataFolder.Open(settings.Data);
        ILoggerFactory? loggers = null;
        try
        {
            loggers = ServerLogging.Open(folder.Path, settings, standardError: null);
            var host = await ServerHost.StartAsync(new ServerOptions { Settings = settings, IsHosted = true, Password = wishes.Password?.Reveal(), Loggers = loggers }, folder).ConfigureAwait(false);
            return new HostedServer(host, loggers, wishes);
        }
        catch
        {
            loggers?.Dispose();
            folder.Dispose();
            throw;
        }
    }
}
