package dev.breakwater.resilience.policy;

import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/** Refuses to start on policies that make no sense, before the library trips over the first of them. */
public final class PolicyCheck implements BeanFactoryPostProcessor {

    private final WrittenPolicies policies;

    public PolicyCheck(Environment environment) {
        policies = WrittenPolicies.from(Binder.get(environment));
    }

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
        PolicyRules.check(policies);
    }

    WrittenPolicies policies() {
        return policies;
    }
}
