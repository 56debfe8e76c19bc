package dev.breakwater.benchmarks;

import com.alibaba.csp.sentinel.Entry;
import com.alibaba.csp.sentinel.SphU;
import com.alibaba.csp.sentinel.Tracer;
import com.alibaba.csp.sentinel.slots.block.BlockException;
import com.alibaba.csp.sentinel.slots.block.RuleConstant;
import com.alibaba.csp.sentinel.slots.block.degrade.DegradeRule;
import com.alibaba.csp.sentinel.slots.block.degrade.DegradeRuleManager;
import java.util.List;

/** Sentinel's degrade rule with the specification's figures, used as its guide shows. */
final class SentinelBreaker {

    private static final String RESOURCE = "dependency";

    SentinelBreaker() {
        DegradeRuleManager.loadRules(List.of(new DegradeRule(RESOURCE)
                .setGrade(RuleConstant.DEGRADE_GRADE_EXCEPTION_RATIO)
                .setCount(0.5)
                .setMinRequestAmount(20)
                .setStatIntervalMs(60_000)
                .setTimeWindow(86_400)));
    }

    String callOrFallback(String argument) {
        try (Entry entry = SphU.entry(RESOURCE)) {
            return Dependency.answer(argument);
        } catch (BlockException rejected) {
            return Dependency.fallback();
        }
    }

    /** Sentinel has no switch that opens a breaker: it is opened by what opens it in production. */
    void open() {
        for (int call = 0; call < 40; call++) {
            try (Entry entry = SphU.entry(RESOURCE)) {
                Tracer.traceEntry(new IllegalStateException("down"), entry);
            } catch (BlockException opened) {
                return;
            }
        }
        throw new IllegalStateException("Sentinel's breaker did not open");
    }
}
