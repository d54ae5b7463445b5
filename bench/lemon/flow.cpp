// Solves one minimum-cost circulation with two algorithms of LEMON and prints for each: name, cost, milliseconds of solving.
// The file: four 64-bit numbers (nodes, arcs, two unused), then from, to and capacity (32 bits each) and cost (64 bits) of each arc.
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <vector>
#include <lemon/cost_scaling.h>
#include <lemon/network_simplex.h>
#include <lemon/smart_graph.h>

using Graph = lemon::SmartDigraph;
using Clock = std::chrono::steady_clock;

struct Arc {
    int32_t from, to, capacity;
    int64_t cost;
};

template <typename Solver>
static bool solve(const char* name, const Graph& graph, const Graph::ArcMap<int64_t>& capacity, const Graph::ArcMap<int64_t>& cost) {
    const auto start = Clock::now();
    Solver solver(graph);
    const auto result = solver.upperMap(capacity).costMap(cost).run();
    const auto milliseconds = std::chrono::duration<double, std::milli>(Clock::now() - start).count();

    if (result != Solver::OPTIMAL) {
        std::fprintf(stderr, "%s found no optimum\n", name);
        return false;
    }

    std::printf("%s %lld %.1f\n", name, static_cast<long long>(solver.template totalCost<int64_t>()), milliseconds);
    std::fflush(stdout);
    return true;
}

int main(int argc, char** argv) {
    if (argc != 2) {
        std::fprintf(stderr, "Usage: flow ARCS\n");
        return 2;
    }

    std::FILE* file = std::fopen(argv[1], "rb");
    int64_t head[4];

    if (file == nullptr || std::fread(head, sizeof(int64_t), 4, file) != 4) {
        std::fprintf(stderr, "cannot read %s\n", argv[1]);
        return 2;
    }

    Graph graph;
    graph.reserveNode(static_cast<int>(head[0]));
    graph.reserveArc(static_cast<int>(head[1]));

    for (int64_t i = 0; i < head[0]; i++) {
        graph.addNode();
    }

    Graph::ArcMap<int64_t> capacity(graph), cost(graph);

    for (int64_t i = 0; i < head[1]; i++) {
        Arc arc;

        if (std::fread(&arc.from, 4, 1, file) != 1 || std::fread(&arc.to, 4, 1, file) != 1 || std::fread(&arc.capacity, 4, 1, file) != 1
            || std::fread(&arc.cost, 8, 1, file) != 1) {
            std::fprintf(stderr, "%s ends early\n", argv[1]);
            return 2;
        }

        const Graph::Arc added = graph.addArc(graph.nodeFromId(arc.from), graph.nodeFromId(arc.to));
        capacity[added] = arc.capacity;
        cost[added] = arc.cost;
    }

    std::fclose(file);
    const bool simplex = solve<lemon::NetworkSimplex<Graph, int64_t, int64_t>>("network-simplex", graph, capacity, cost);
    const bool scaling = solve<lemon::CostScaling<Graph, int64_t, int64_t>>("cost-scaling", graph, capacity, cost);
    return simplex && scaling ? 0 : 1;
}
