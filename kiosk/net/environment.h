/// Keeps the environment of the process out of what goes over the network.
#pragma once

namespace kiosk {

/// Takes out the variables by which OpenSSL, libcurl and the resolver would trust other certificates, load other code,
/// write down the keys of connections or look names up elsewhere: where this program starts nobody may turn its
/// certificates off. Before the first thread and the first CurlHttp. (Proxies are ignored by CurlHttp itself.)
void forget_network_environment();

}  // namespace kiosk
