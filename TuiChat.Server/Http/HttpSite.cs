using System.Net;
using TuiChat.Server.Commands;
using TuiChat.Server.Configuration;

namespace TuiChat.Server.Http;

/// <summary>
/// What the server shows over HTTP: <c>/health</c> to everybody, <c>/metrics</c> to its own machine and to whom the settings
/// name. May be asked by many threads.
/// </summary>
/// <param name="server">What is shown.</param>
/// <param name="isOwnMachine">Whether an address is of this very machine.</param>
sealed class HttpSite(ServerContext server, Func<IPAddress, bool> isOwnMachine)
{
    const string Methods = "GET, HEAD";

    volatile bool _isStopping;

    /// <summary>From now on the server is not healthy: it stops.</summary>
    public void Stop() => _isStopping = true;

    /// <summary>Answers a request from an address.</summary>
    public HttpReply Answer(HttpRequest request, IPAddress from)
    {
        if (request.Path is not ("/health" or "/metrics" or "/"))
            return new HttpReply("404 Not Found", "There is nothing here but /health and /metrics. This is a TuiChat server: connect with tuichat.\n");
        if (request.Method is not ("GET" or "HEAD")) return new HttpReply("405 Method Not Allowed", "Only GET and HEAD are known here.\n", Allow: Methods);
        return request.Path switch
        {
            "/health" => Health(),
            "/metrics" => MayRead(from) ? new HttpReply("200 OK", new MetricsPage(server).Text(), MetricsPage.ContentType) : Forbidden,
            _ => new HttpReply("200 OK", $"This is the TuiChat server {server.Identity.Name}. Connect with tuichat.\n"),
        };
    }

    static HttpReply Forbidden { get; } = new(
        "403 Forbidden", "The metrics are for the server's own machine. Its operator can name other addresses with metricsFrom.\n");

    HttpReply Health() =>
        _isStopping ? new HttpReply("503 Service Unavailable", "stopping\n")
        : server.Store.IsFailing ? new HttpReply("503 Service Unavailable", "the store fails\n")
        : new HttpReply("200 OK", "ok\n");

    bool MayRead(IPAddress from) => isOwnMachine(from) || AddressList.Contains(server.Settings.Current.MetricsFrom, from);
}
