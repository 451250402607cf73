using Plimsoll.Configuration;
using Plimsoll.Gateway.Ingest.Bodies;
using Plimsoll.Gateway.Tests.Hosting;
using Plimsoll.Gateway.Tests.Ingest.Json;

namespace Plimsoll.Gateway.Tests.Ingest.Bodies;

public class IngestGateTests
{
    private readonly IngestGate _gate = new(new IngestOptions(), new FakePipeline(Decoding.Hash), []);

    [Fact]
    public void One_client_is_alone_from_its_first_request_on()
    {
        Assert.False(_gate.IsAlone);
        Assert.True(IsAloneInNext());
        Assert.True(IsAloneInNext());
    }

    [Fact]
    public void Clients_that_happen_to_be_between_requests_leave_nobody_alone_until_a_whole_run_has_come_singly()
    {
        _gate.Enter();
        Assert.False(IsAloneInNext());
        _gate.Leave();

        for (var request = 1; request < IngestGate.LoneRun; request++)
            Assert.False(IsAloneInNext());
        Assert.True(IsAloneInNext());
    }

    private bool IsAloneInNext()
    {
        Assert.Null(_gate.Enter());
        var alone = _gate.IsAlone;
        _gate.Leave();
        return alone;
    }
}
