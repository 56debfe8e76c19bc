package dev.breakwater.web.json;

import java.util.List;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.converter.json.MappingJackson2HttpMessageConverter;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Strict JSON for what controllers receive. */
@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
class StrictJsonAutoConfiguration {

    @Bean
    WebMvcConfigurer strictJson() {
        return new WebMvcConfigurer() {
            @Override
            public void extendMessageConverters(List<HttpMessageConverter<?>> converters) {
                converters.replaceAll(StrictJsonAutoConfiguration::strict);
            }
        };
    }

    /** A new converter: the lenient one is shared with the clients of other services. */
    private static HttpMessageConverter<?> strict(HttpMessageConverter<?> converter) {
        return converter.getClass() == MappingJackson2HttpMessageConverter.class
                ? new StrictJsonConverter(
                        StrictJson.from(((MappingJackson2HttpMessageConverter) converter).getObjectMapper()))
                : converter;
    }
}
