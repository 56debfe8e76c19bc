package dev.breakwater.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.FilterChain;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class DeadlineFilterTest {

    private final List<@Nullable Deadline> seen = new ArrayList<>();
    private final FilterChain chain = (request, response) -> seen.add(Deadline.current());

    @Test
    void takesOverWhatIsLeftForTheRequestAndNoLonger() throws Exception {
        new DeadlineFilter(true).doFilter(request(), new MockHttpServletResponse(), chain);

        assertThat(seen).singleElement().isNotNull();
        assertThat(Deadline.current()).isNull();
    }

    @Test
    void aServiceWithoutTimeLimitsGoesOnAfterItsCallerHasGivenUp() throws Exception {
        new DeadlineFilter(false).doFilter(request(), new MockHttpServletResponse(), chain);

        assertThat(seen).singleElement().isNull();
    }

    private static MockHttpServletRequest request() {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.addHeader(Deadline.HEADER, "1000");
        return request;
    }
}
